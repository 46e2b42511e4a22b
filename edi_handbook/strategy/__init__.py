"""A strategy: the one that is offered (`offered`), the one that a lead makes of it (`own`), and the thirteen questions
that a board should ask of its figures, answered from a return (`questions`)."""

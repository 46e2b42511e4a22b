"""A lead's own strategy, printed: `edi-handbook strategy`.

`contents` has what is printed, and every face reads it: the two pages (`sheet`), the Word files (`paper`,
`assessment`), the lines of the risk register and of the time line, and the calendar. With a return beside it,
`standing` says where each gap is and how far it is to the target, from what disclosure control lets print.
"""

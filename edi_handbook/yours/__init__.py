"""Make it yours: the offered strategy as a form that a lead fills in, on a web page that sends nothing, or on paper."""

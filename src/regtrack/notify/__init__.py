"""Messages and the channels they go out by.

`render` words one alert (subject, text, HTML, event); `email` and `webhook` hand it to one
receiver, or say whether to try again; `schedule` says when. Nothing here keeps state or reads a
clock: the outbox and its loop belong to the caller.

Whatever came from a page is data: it is freed of control characters (`clean`), escaped where it
is shown as HTML, and never becomes a header. Secrets (passwords, signing secrets, the path of a
webhook address) stay out of errors, logs and reprs.
"""

"""A school year in a school of 1,200 pupils, with colleagues who act as people do.

`make year` runs it through the real store, scheduler and delivery, with a clock that moves from due
moment to due moment. People only use what they are shown: the cards in their chat, and the forms
and pages behind the buttons. Everything is drawn from one seed.
"""

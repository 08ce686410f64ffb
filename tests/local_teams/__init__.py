"""The bot in Microsoft's own test client of Teams, the Agents Playground, in its own network.

    people, browser  ->  a Playground each  ->  go-between  ->  pestmelding run --practice
                                            <-              <-

A Playground is the Teams of one signed-in person: it makes the activities, keeps the messages and
draws them. It signs nothing, so the go-between does that, as the connector of Teams would; the bot
runs the way in that it always runs. On the way out the go-between holds every call against the
strict Teams of `tests/teams_stub`, and then lets the Playground of that person carry it out.

A Playground has no dialogs from a card (`task/fetch`, `task/submit`) and no fields that search
(`application/search`), and it does not tell that the app was removed. Those go straight to the bot,
in the shape that Teams documents: `door.py`.
"""

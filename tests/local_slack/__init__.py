"""The bot in a Slack of another maker, `local-slack` from npm, in a network of its own.

    people, browser  ->  local-slack  ->  go-between  ->  pestmelding run --practice
                                      <-              <-

local-slack makes the payloads, signs them, keeps the messages and draws the page. The go-between
stands in between, for two reasons. It holds every call against what a strict Slack would take. And
it puts right what local-slack does otherwise than the real one, which is all in `repairs.py`.
"""

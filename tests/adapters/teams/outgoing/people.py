"""Who is in the local Teams of these tests."""

from flows.ports import Who
from tests.teams_stub.users import object_id

BROUWER = Who("teams", object_id("a.brouwer@school.example"))
BOUZID = Who("teams", object_id("k.bouzid@school.example"))

"""A section as the user names it (a role key, its Vietnamese name, or a heading) becomes one of the roles."""

from __future__ import annotations

from assistant.intents import role_named
from assistant.prompts import load_yaml
from knowledge.records import ROLES
from knowledge.text import fold


def role_of(section: str) -> str:
    """Return the role that a section's name means; "khac" where it means none."""
    key = fold(section.strip()).replace(" ", "_")
    if key in ROLES:
        return key
    for role, label in load_yaml("roles.yaml").items():
        if fold(label) == fold(section.strip()):
            return str(role)
    return role_named(section) or "khac"

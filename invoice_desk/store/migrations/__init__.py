"""How an older database becomes one of today: Alembic's environment and its steps in versions/."""

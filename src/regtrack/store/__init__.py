"""SQLModel rows, the database, repositories, and the fast read path."""

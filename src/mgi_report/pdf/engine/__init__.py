"""Know WeasyPrint and pydyf: everything that would change with them stands here."""

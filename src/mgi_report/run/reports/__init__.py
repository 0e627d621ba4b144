"""Tell of a run to programs and platforms: JUnit XML, annotations, Markdown, JSON lines."""

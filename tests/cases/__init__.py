"""For each table: what a typical row is, and each of its rules kept and broken."""

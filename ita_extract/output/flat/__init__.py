"""Reports as flat tables: one row a measure, a score, a finding."""

"""What a run found in, edits of pages out: the actual output takes the place of the wrong parts of an expected one."""

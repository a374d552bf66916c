"""The shared words: questionnaires, routing, answers, waves, packages, findings; no framework."""

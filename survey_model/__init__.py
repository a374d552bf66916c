"""The shared words: questionnaire, routing, answers, scoring, waves, packages, findings. No framework."""

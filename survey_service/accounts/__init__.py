"""Who may do what at the editors' desk: accounts, branches, sessions, the audit log, notices."""

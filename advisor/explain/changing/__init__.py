"""Why the advice changed: the causes between then and now, one by one."""

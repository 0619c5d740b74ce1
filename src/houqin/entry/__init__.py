"""Records that houqin or a person puts together: numbered, in the file they belong to, tried as `check` would."""

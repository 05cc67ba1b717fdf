// Empty: the target that has the precompiled header of all rooms needs a file.

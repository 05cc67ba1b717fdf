// Empty: the target that has the precompiled header of all modules needs a file.

# Debian's libzxcvbn-dev has neither a pkg-config file nor a CMake package.
include(${CMAKE_CURRENT_LIST_DIR}/plain_library.cmake)
plain_library(Zxcvbn zxcvbn.h zxcvbn)

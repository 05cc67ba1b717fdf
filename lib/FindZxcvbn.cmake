# Zxcvbn::Zxcvbn: Debian's libzxcvbn-dev has neither a pkg-config file nor a CMake package.
find_path(ZXCVBN_INCLUDE_DIR zxcvbn.h)
find_library(ZXCVBN_LIBRARY zxcvbn)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Zxcvbn REQUIRED_VARS ZXCVBN_LIBRARY ZXCVBN_INCLUDE_DIR)
mark_as_advanced(ZXCVBN_INCLUDE_DIR ZXCVBN_LIBRARY)
if(Zxcvbn_FOUND AND NOT TARGET Zxcvbn::Zxcvbn)
  add_library(Zxcvbn::Zxcvbn UNKNOWN IMPORTED)
  set_target_properties(Zxcvbn::Zxcvbn PROPERTIES IMPORTED_LOCATION ${ZXCVBN_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES ${ZXCVBN_INCLUDE_DIR})
endif()

# plain_library(<Name> <header> <library>): the target <Name>::<Name> of a library of which neither pkg-config nor a CMake
# package tells, for the module Find<Name>.cmake.
include(FindPackageHandleStandardArgs)
macro(plain_library name header library)
  string(TOUPPER ${name} upper)
  find_path(${upper}_INCLUDE_DIR ${header})
  find_library(${upper}_LIBRARY ${library})
  find_package_handle_standard_args(${name} REQUIRED_VARS ${upper}_LIBRARY ${upper}_INCLUDE_DIR)
  mark_as_advanced(${upper}_INCLUDE_DIR ${upper}_LIBRARY)
  if(${name}_FOUND AND NOT TARGET ${name}::${name})
    add_library(${name}::${name} UNKNOWN IMPORTED)
    set_target_properties(${name}::${name} PROPERTIES IMPORTED_LOCATION ${${upper}_LIBRARY}
                          INTERFACE_INCLUDE_DIRECTORIES ${${upper}_INCLUDE_DIR})
  endif()
endmacro()

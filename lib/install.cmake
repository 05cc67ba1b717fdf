# The executable goes in by cli/; here the library, its headers, the schemas and the CMake package.
include(CMakePackageConfigHelpers)

# What each component needs of other packages: its own and those of all modules that it uses.
set(dmpcert_packages "")
foreach(target IN LISTS modules)
  string(REPLACE dmp_ "" name ${target})
  get_property(uses GLOBAL PROPERTY DMP_${name}_USES)
  get_property(links GLOBAL PROPERTY DMP_${name}_LINKS)
  set(packages_of_${name} "")
  foreach(used IN LISTS uses)
    list(APPEND packages_of_${name} ${packages_of_${used}})
  endforeach()
  foreach(link IN LISTS links)
    if(link MATCHES "^PkgConfig::(.+)$")
      list(APPEND packages_of_${name} PkgConfig:${CMAKE_MATCH_1}:${${CMAKE_MATCH_1}_MODULE_NAME})
    elseif(link MATCHES "^([A-Za-z0-9_-]+)::")
      string(REGEX REPLACE "^tl$" "tl-expected" package ${CMAKE_MATCH_1})
      list(APPEND packages_of_${name} ${package})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages_of_${name})
  list(APPEND all_packages ${packages_of_${name}})
  string(APPEND dmpcert_packages "set(dmpcert_packages_of_${name} \"${packages_of_${name}}\")\n")
endforeach()
list(REMOVE_DUPLICATES all_packages)
string(APPEND dmpcert_packages "set(dmpcert_packages_of_all \"${all_packages}\")")

install(TARGETS ${modules} dmp_all EXPORT dmpcert-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/dmpcert
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/schemas/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dmpcert/schemas
        FILES_MATCHING PATTERN "*.json")
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dmpcert)
install(EXPORT dmpcert-targets NAMESPACE dmp:: DESTINATION ${package_dir})
configure_package_config_file(dmpcert-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/dmpcert-config.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/dmpcert-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/dmpcert-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/dmpcert-config-version.cmake
              FindXlsxWriter.cmake FindZxcvbn.cmake plain_library.cmake DESTINATION ${package_dir})

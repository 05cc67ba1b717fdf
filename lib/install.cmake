# The executable goes in by cli/; here the library, its headers, the schemas and the CMake package.
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY DMP_MODULES)
install(TARGETS ${modules} EXPORT dmpcert-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/dmpcert)
install(DIRECTORY dmp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp"
        PATTERN "detail" EXCLUDE)
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
              FindZxcvbn.cmake DESTINATION ${package_dir})

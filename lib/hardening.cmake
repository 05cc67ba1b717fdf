# What makes a fault in the program's memory end it rather than serve an attacker. All of dmp_build_flags.
include(CheckCXXCompilerFlag)

# Optimised builds only: FORTIFY sees sizes by optimising (a C library without level 3 takes the next lower one), and
# a path of the machine that built it has no place in what is handed out.
add_library(dmp_optimised_flags INTERFACE)
target_compile_options(dmp_optimised_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
  -ffile-prefix-map=${PROJECT_BINARY_DIR}/= -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
if(NOT DMP_SANITIZE)  # The sanitizers see more, and not through FORTIFY.
  target_link_libraries(dmp_build_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:dmp_optimised_flags>)
endif()

target_compile_options(dmp_build_flags INTERFACE -fstack-protector-strong -D_GLIBCXX_ASSERTIONS)
# What a compiler may lack, or has for other processors only.
foreach(flag -fstack-clash-protection -fcf-protection -mbranch-protection=standard -ftrivial-auto-var-init=zero
        -fstrict-flex-arrays=3)
  string(MAKE_C_IDENTIFIER "DMP_HAS${flag}" known)
  check_cxx_compiler_flag(${flag} ${known})
  if(${known})
    target_compile_options(dmp_build_flags INTERFACE ${flag})
  endif()
endforeach()

# Programs at an address that nobody knows before; what the loader fills in is read-only from then on. A static library
# or a module has its own, stronger kind of position independence, from CMake.
target_compile_options(dmp_build_flags INTERFACE $<$<NOT:$<BOOL:$<TARGET_PROPERTY:POSITION_INDEPENDENT_CODE>>>:-fPIE>)
target_link_options(dmp_build_flags INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>
                    LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)

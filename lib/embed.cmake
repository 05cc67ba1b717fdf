# dmp_embed(<target> <folder>): makes every *.schema.json of the folder part of the binary, behind
# dmp/documents/embedded.hpp, so that the program validates without any file beside it.
function(dmp_embed target folder)
  file(GLOB schemas CONFIGURE_DEPENDS ${folder}/*.schema.json)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_schemas.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} "-DINPUTS=${schemas}"
            -P ${CMAKE_CURRENT_SOURCE_DIR}/embed_files.cmake
    DEPENDS ${schemas} ${CMAKE_CURRENT_SOURCE_DIR}/embed_files.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

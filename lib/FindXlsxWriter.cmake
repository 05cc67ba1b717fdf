# The pkg-config file of Debian 13's libxlsxwriter-dev asks for minizip, which neither that package brings nor whoever links
# the shared library needs.
include(${CMAKE_CURRENT_LIST_DIR}/plain_library.cmake)
plain_library(XlsxWriter xlsxwriter.h xlsxwriter)

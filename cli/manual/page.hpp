#pragma once

#include <string>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"
#include "system/tree.hpp"

namespace dmp::cli {

/// page_name is that of a command's page: "dmpcert-csr".
std::string page_name(const TreeCommand& command);

/// man_page is the page of the program itself or of one of its commands, with what stands below it,
/// in the macros of man(7) and in UTF-8, which is what whatis reads as well as man. `root` has to
/// be in the language of `wording`.
std::string man_page(const TreeCommand& command, const TreeCommand& root, const Wording& wording,
                     Date date);

}  // namespace dmp::cli

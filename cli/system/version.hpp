#pragma once

#include <string>

#include "dmp/base/text.hpp"

namespace dmp::cli {

/// version_text is the answer to --version; in detail also the libraries, what was chosen when the
/// program was built, the editions of the procedure, and the versions of the documents.
std::string version_text(const Wording& wording, bool detailed);

}  // namespace dmp::cli

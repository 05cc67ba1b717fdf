#pragma once

#include <string>

#include "dmp/report/document.hpp"

namespace dmp::report {

/// reader_to_text renders a reader and all that its card says of itself, one thing a line under the
/// reader's name; what is not known has no line.
std::string reader_to_text(const model::ReaderFacts& reader, const Wording& wording);

}  // namespace dmp::report

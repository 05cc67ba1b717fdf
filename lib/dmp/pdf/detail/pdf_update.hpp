#pragma once

#include "dmp/core/bytes.hpp"

namespace dmp::pdf {

/// complete_pdf adds to a PDF of Cairo 1.16, as an incremental update, what Cairo cannot write:
/// that the language is French and that a viewer shows the title; and it gives the dates the prefix
/// "D:" that the PDF standard asks for. A PDF of another build (object streams) is returned as it
/// is.
Bytes complete_pdf(Bytes pdf);

}  // namespace dmp::pdf

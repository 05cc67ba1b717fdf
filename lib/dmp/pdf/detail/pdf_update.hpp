#pragma once

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::pdf {

/// complete_pdf adds to a PDF of Cairo what Cairo cannot write: that the language is French and
/// that a viewer shows the title; and it gives the dates the prefix "D:" that the PDF standard asks
/// for. What is no stream can be read in the bytes. Error id: PDF-DRAW (environment).
Result<Bytes> complete_pdf(const Bytes& drawn);

}  // namespace dmp::pdf

#pragma once

#include <string>
#include <vector>

#include "dmp/model/certificate_row.hpp"
#include "dmp/render/table.hpp"

namespace dmp::render {

/// certificates_to_text lists certificates, what was revoked or has expired before the others. It
/// ends with a newline, and is empty without any.
std::string certificates_to_text(const std::vector<model::CertificateRow>& rows,
                                 const TextStyle& style);

}  // namespace dmp::render

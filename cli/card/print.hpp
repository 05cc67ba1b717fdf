#pragma once

#include <string>
#include <vector>

#include "dmp/model/certificate_row.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/render/json.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// reader_to_text renders a reader and all that its card says of itself, one thing a line under the
/// reader's name; what is not known has no line.
std::string reader_to_text(const model::ReaderFacts& reader, const Wording& wording);

/// print_readers prints the report of a command in JSON.
void print_readers(const render::Json& summary, const std::vector<model::ReaderFacts>& readers,
                   const std::vector<model::CertificateRow>& certificates, const Session& session);

}  // namespace dmp::cli

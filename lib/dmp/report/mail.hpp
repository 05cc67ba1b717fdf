#pragma once

#include <string>

#include "dmp/model/mail.hpp"

namespace dmp::report {

/// to_eml renders a message as a draft that mail programs open (RFC 5322, MIME of RFC 2045 and RFC
/// 2047, UTF-8 as quoted-printable, lines ended by CRLF). Texts must be UTF-8; control characters
/// in headers become spaces, so that no value can add a header. The same mail gives the same bytes.
std::string to_eml(const model::Mail& mail);

}  // namespace dmp::report

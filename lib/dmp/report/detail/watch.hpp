#pragma once

#include <string>
#include <string_view>

#include "dmp/report/document.hpp"

namespace dmp::report::watch {

/// is_missing tells a row that stands for a certificate which was not found.
bool is_missing(const CertificateRow& row);

/// status_word is the status in that language.
std::string status_word(const CertificateRow& row, Language language);

/// environment_word is the environment in that language.
std::string environment_word(model::Environment environment, Language language);

/// life_left is the part of its life that a certificate has left, from 0 to 1; none once it was
/// revoked.
double life_left(const CertificateRow& row);

/// todo is what to do about a row, a sentence each; the command to renew is not among them.
std::vector<std::string> todo(const CertificateRow& row, Language language);

/// name_of names a certificate in a few words: "SIGN 1010000024 DMP SIGNATURE".
std::string name_of(const CertificateRow& row);

}  // namespace dmp::report::watch

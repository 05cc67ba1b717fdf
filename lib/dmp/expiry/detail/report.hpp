#pragma once

#include <string>
#include <string_view>

#include "dmp/expiry/report.hpp"

namespace dmp::expiry::detail {

/// is_missing tells a row that stands for a certificate which was not found.
bool is_missing(const Row& row);

/// is_critical and is_warning tell the two alarms; a row gives one of them or none.
bool is_critical(const Row& row);
bool is_warning(const Row& row);

/// is_in_service tells a certificate that somebody may use: found, no authority's, and neither
/// replaced nor revoked.
bool is_in_service(const Row& row);

/// end_words say when a certificate expires or expired.
std::string end_words(const Row& row, const Wording& wording);

/// status_word is the status in that language.
std::string status_word(const Row& row, const Wording& wording);

/// environment_word is the environment in that language.
std::string environment_word(model::Environment environment, const Wording& wording);

/// life_left is the part of its life that a certificate has left, from 0 to 1; none once it was
/// revoked.
double life_left(const Row& row);

/// todo is what to do about a row, a sentence each; the command to renew is not among them.
std::vector<std::string> todo(const Row& row, const Wording& wording);

/// name_of names a certificate in a few words: "SIGN 1010000024 DMP SIGNATURE".
std::string name_of(const Row& row);

}  // namespace dmp::expiry::detail

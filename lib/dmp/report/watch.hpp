#pragma once

#include <span>
#include <string>

#include "dmp/report/document.hpp"

/// What `expiry` found, in the formats of people and of other programs. Each is a function of the
/// document, whose certificates have their Watch: the same document gives the same bytes.
namespace dmp::report {

/// watch_to_text renders a table for each environment, with a bar of the life that is left, then
/// what is to be done. Valid authorities are left out unless the style says all.
std::string watch_to_text(const Document& document, const TextStyle& style);

}  // namespace dmp::report

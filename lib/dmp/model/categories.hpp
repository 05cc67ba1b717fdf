#pragma once

#include <optional>
#include <string_view>

#include "dmp/model/words.hpp"

/// Kinds of establishments: the dossier's words and the FINESS register's categories.
namespace dmp::model {

/// fits_code tells whether an establishment of that kind, a word or a code of three digits, can be
/// of that category of the register. A kind that is not known fits any.
bool fits_code(std::string_view kind, std::string_view code);

/// category_of_code returns which of the dossier's categories a category of the register surely is;
/// nothing for those that may be of several.
std::optional<Category> category_of_code(std::string_view code);

/// category_of_kind does the same for a kind, a word or a code.
std::optional<Category> category_of_kind(std::string_view kind);

/// is_hospital tells whether an establishment of that kind, a health establishment otherwise, may
/// be a hospital that belongs to a GHT where it is public. So may one without a kind.
bool is_hospital(std::string_view kind);

}  // namespace dmp::model

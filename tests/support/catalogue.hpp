#pragma once

#include "dmp/base/text.hpp"

/// catalogue has the texts of the module that is tested and of the modules that it uses.
const dmp::Catalogue& catalogue();

/// wording is that catalogue in a language.
inline dmp::Wording wording(dmp::Language language) { return {catalogue(), language}; }
inline dmp::Wording in_english() { return wording(dmp::Language::english); }
inline dmp::Wording in_french() { return wording(dmp::Language::french); }

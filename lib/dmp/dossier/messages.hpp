#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::dossier {

/// messages are the texts of the module dossier, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::dossier

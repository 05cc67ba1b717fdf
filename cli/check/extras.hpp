#pragma once

#include <filesystem>

#include "dmp/check/check.hpp"
#include "system/session.hpp"

/// What `check` does beside checking.
namespace dmp::cli {

/// print_rules lists the catalogue in the chosen format: text, JSON or Markdown.
int print_rules(const policy::Policy& policy, const Session& session);

/// write_contract_request writes, for each dossier, the mail that asks the client service for the
/// state of the contracts of its sites, into `folder`.
int write_contract_request(const check::Request& request, const std::filesystem::path& folder,
                           const Session& session);

}  // namespace dmp::cli

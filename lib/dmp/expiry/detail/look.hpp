#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/model/certificate_facts.hpp"

namespace dmp::expiry::detail {

/// How a file came to be looked at: a named one owes us a certificate, one met in a folder does
/// not.
enum class Origin { named, met };

/// Found is what one place holds, each certificate once.
struct Found {
  std::vector<model::CertificateSummary> certificates;
  std::vector<Error> broken;
};

/// look_at takes content apart; the name is for messages.
Found look_at(const std::string& name, ByteView content, Origin origin,
              std::span<const Secret* const> passphrases);

/// look_at_file reads a file and takes it apart. It may be called from several threads.
Found look_at_file(const std::filesystem::path& path, Origin origin,
                   std::span<const Secret* const> passphrases);

}  // namespace dmp::expiry::detail

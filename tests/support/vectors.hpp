#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "dmp/files/read.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/revocation_list.hpp"
#include "support/catch.hpp"

/// The vectors of Debian's package python3-cryptography-vectors, where it puts them.
namespace dmp::test {

inline const std::filesystem::path kVectors =
    "/usr/lib/python3/dist-packages/cryptography_vectors/x509";
inline const std::filesystem::path kPkits = kVectors / "PKITS_data";

inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// Pkits is all of NIST's certificates and lists, as one directory would have them.
struct Pkits {
  std::vector<x509::Certificate> authorities;
  std::vector<x509::RevocationList> lists;

  Pkits() {
    for (const auto& file : files_in(kPkits / "certs")) {
      if (!file.stem().string().ends_with("EE")) {
        authorities.push_back(certificate(file));
      }
    }
    for (const auto& file : files_in(kPkits / "crls")) {
      auto read = x509::RevocationList::read(files::read_file(file).value(), file.string());
      REQUIRE(read);
      lists.insert(lists.end(), read->begin(), read->end());
    }
  }

  static x509::Certificate certificate(const std::filesystem::path& file) {
    const auto read = x509::Certificate::from_der(files::read_file(file).value(), file.string());
    INFO(file);
    REQUIRE(read);
    return *read;
  }
};

}  // namespace dmp::test

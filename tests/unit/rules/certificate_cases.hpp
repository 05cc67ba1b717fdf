#pragma once

#include <functional>
#include <string>
#include <vector>

#include "certificates.hpp"

namespace dmp::test {

/// CertificateCase is a change of a right pair, with all the findings that it gives.
struct CertificateCase {
  std::string rule;
  std::function<void(Setup&)> change;
  std::vector<std::string> others = {};  ///< Rules that the same change violates.
};

/// certificate_cases lists those of every rule over certificates; without keytool all but those
/// that only it can make.
std::vector<CertificateCase> certificate_cases();

}  // namespace dmp::test

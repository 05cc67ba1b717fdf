#pragma once

#include <string>
#include <vector>

#include "dmp/base/component.hpp"

namespace dmp::x509 {

/// components are the libraries of others that the module x509 uses.
std::vector<Component> components();

/// rsa_generator is the name, among them, of the library that makes RSA keys.
std::string rsa_generator();

}  // namespace dmp::x509

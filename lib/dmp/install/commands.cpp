#include "dmp/install/commands.hpp"

#include "dmp/x509/digest.hpp"

namespace dmp::install {

std::string CommandRun::arguments_sha256() const {
  std::string all;
  for (std::size_t i = 1; i < words.size(); ++i) {
    all += words[i];
    all += '\0';
  }
  return all.empty() ? std::string() : x509::sha256_hex(as_bytes(all));
}

}  // namespace dmp::install

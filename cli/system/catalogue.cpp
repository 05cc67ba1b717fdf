#include "system/catalogue.hpp"

#include "dmp/all_messages.hpp"
#include "system/messages.hpp"

namespace dmp::cli {

const Catalogue& catalogue() {
  static const Catalogue all{all_messages(), messages()};
  return all;
}

}  // namespace dmp::cli

#include "dmp/card/component.hpp"

#include <pcsclite.h>

namespace dmp::card {

std::vector<Component> components() { return {{"pcsc-lite", PCSCLITE_VERSION_NUMBER}}; }

}  // namespace dmp::card

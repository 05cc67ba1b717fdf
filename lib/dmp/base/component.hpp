#pragma once

#include <string>
#include <vector>

namespace dmp {

/// Component is somebody else's library that a module uses.
struct Component {
  std::string name;
  /// What is loaded where the library tells, else what the module was compiled with.
  std::string version;
};

/// components are those of the module base. (libzxcvbn tells no version.)
std::vector<Component> components();

/// dotted writes a version of three numbers: 3.11.2.
std::string dotted(int major, int minor, int patch);

}  // namespace dmp

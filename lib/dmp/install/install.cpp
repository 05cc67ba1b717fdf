#include "dmp/install/install.hpp"

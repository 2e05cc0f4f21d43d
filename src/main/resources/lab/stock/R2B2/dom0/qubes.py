# Part of the lab: a short stand-in for qubes/qubes.py of R2 Beta 2, with the parts that concern a qube's network.

system_path = {
    "config_template_pv": "/usr/share/qubes/vm-template.conf",
    "qubes_store": "/var/lib/qubes/qubes.xml",
}

defaults = {
    "kernel": "3.7.6-2",
    "memory": 400,
}


class QubesException(Exception):
    pass


class QubesVm(object):
    """One qube: its attributes and what of them goes into its configuration."""

    def _get_attrs_config(self):
        attrs = {
            "name": {"order": 1},
            "label": {"order": 3},
            "netvm": {"default": None, "order": 70},
            "mac": {"attr": "_mac", "default": None, "order": 71},
            "memory": {"default": defaults["memory"]},
            "kernel": {"default": None, "order": 97},
            "services": {"default": {}, "eval": "eval(str(value))"},
        }
        return attrs

    def __init__(self, qid, **kwargs):
        self.qid = qid
        for name, spec in self._get_attrs_config().items():
            setattr(self, spec.get("attr", name), kwargs.get(name, spec.get("default")))

    @property
    def mac(self):
        if self._mac is not None:
            return self._mac
        return "00:16:3E:5E:6C:{qid:02X}".format(qid=self.qid)

    @property
    def ip(self):
        if self.netvm is None:
            return None
        return self.netvm.get_ip_for_vm(self.qid)

    def _format_net_dev(self, ip, mac, backend):
        template = "'mac={mac},script=/etc/xen/scripts/vif-route-qubes,ip={ip}"
        if backend is not None:
            template += ",backend={backend}"
        template += "'"
        return template.format(ip=ip, mac=mac, backend=backend)

    def get_config_params(self):
        args = {"name": self.name, "memory": str(self.memory)}
        args["netdev"] = ""
        if self.netvm is not None:
            args["ip"] = self.ip
            args["mac"] = self.mac
            args["netdev"] = self._format_net_dev(self.ip, self.mac, self.netvm.name)
        return args

    def start(self):
        if self.is_running():
            raise QubesException("VM is already running!")
        if self.netvm is not None and not self.netvm.is_running():
            self.netvm.start()
        self.create_config_file()
        self.libxl_create()
